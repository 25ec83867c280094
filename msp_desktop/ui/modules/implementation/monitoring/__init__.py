"""The designed parts of task 8.1: warnings, the dashboard, periods and data sheets."""
