"""The assistants' door: the published version, answered over the Model Context Protocol."""
