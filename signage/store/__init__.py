"""What a display keeps on its own disk: publications, their files, and proofs of play. No Qt."""
