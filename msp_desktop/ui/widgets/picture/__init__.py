"""Pictures of `msp_desktop.graphs` on the screen: drawn, walked through by keyboard, saved as files."""
