"""The window: composes the rooms, keeps its layout, its actions, its menus and its keys."""
