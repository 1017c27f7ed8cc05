"""Places that copies of the public pages go to: hub.service.publicity.copying.Place."""
