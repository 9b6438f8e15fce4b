"""What is minimised: functions of two variables, networks and their images, and all that differs by kind of problem."""
