"""One module a page; each draws from a :class:`dashboards.view.View` and nothing else."""
