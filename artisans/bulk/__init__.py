"""Lists of stories and folders of photos as files: reading them without trusting a byte. No Django, no database."""
