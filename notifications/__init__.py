"""The letterbox: a letter put in with your transaction is delivered later, at least once."""
