"""How the published version is seen: pages, parts and charts, in Persian and English."""
