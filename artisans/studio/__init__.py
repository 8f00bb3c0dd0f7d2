"""The desk pages of coordinators and reviewers below /studio/."""
