"""How the law counts time: each manner of counting is a declaration that explains itself."""
