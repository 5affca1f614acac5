"""TEI: namespace, the one safe parser, header, body, conservation."""
