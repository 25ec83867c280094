"""Forms, lists and pages made from the description of tasks and records."""
