"""What pictures, sound, film and documents are, and what is made of them. No tables: bytes in a folder come in, bytes come out."""
