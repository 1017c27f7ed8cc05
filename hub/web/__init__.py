"""Server-rendered pages for staff and visitors. They read without JavaScript and live with it."""
