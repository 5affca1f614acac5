"""Publishing: TEI in, HTML, plain text and indexes out. Sees TEI only."""
