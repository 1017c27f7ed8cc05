"""Letters to visitors by mail and push, through real servers."""
