"""Real children's timelines, as the Ombudsman published them, to hold our dates against."""
