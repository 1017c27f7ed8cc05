"""The `machiai` command: one module a task, loaded only when the task is asked for."""
