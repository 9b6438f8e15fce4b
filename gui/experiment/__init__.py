"""What is raced: between the setup and the widgets that show and change it."""
