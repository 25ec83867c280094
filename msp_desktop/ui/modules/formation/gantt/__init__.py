"""The plan over time: a chart in which activities are moved, tied together and compared (task 4.2)."""
