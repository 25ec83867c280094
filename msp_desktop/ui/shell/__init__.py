"""The window around the pages: top bar, tabs, navigation, guidance, and the pages that are not tasks."""
