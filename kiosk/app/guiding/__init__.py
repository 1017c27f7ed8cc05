"""The kiosk read aloud and worked by keys, for visitors who do not see its screen."""
