"""Put the parts together: settings in; the database, the offices and the mailer out."""
