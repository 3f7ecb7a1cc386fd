"""The look of the desk: dark and calm, one accent, one warning colour, one danger colour."""

from textual.theme import Theme

DESK = Theme(
    name="desk",
    primary="#8cb8d8",
    secondary="#8cb8d8",
    accent="#8cb8d8",
    success="#8cb8d8",
    warning="#e2b566",
    error="#ea8f82",
    foreground="#d6dbe1",
    background="#14181e",
    surface="#1b2028",
    panel="#232a34",
    dark=True,
    variables={
        "quiet": "#8993a1",
        "rule": "#38414d",
        "cursor": "#28384a",
        "field": "#1e252f",
        "field-active": "#28384a",
        "input-cursor-background": "#8cb8d8",
        "input-cursor-foreground": "#14181e",
        "input-cursor-text-style": "none",
        "input-selection-background": "#8cb8d8 35%",
        "scrollbar": "#38414d",
        "scrollbar-hover": "#4a5563",
        "scrollbar-active": "#8cb8d8",
        "scrollbar-background": "#14181e",
        "scrollbar-background-hover": "#14181e",
        "scrollbar-background-active": "#14181e",
        "scrollbar-corner-color": "#14181e",
    },
)
