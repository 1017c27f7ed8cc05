"""The pages that tell everyone how busy the lobby is: live from the hub, and as files."""
