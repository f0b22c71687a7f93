"""What everything stands on: paths, periods, sentences, Persian writing, hashes, files and processes.

Nothing here knows a feed, a table or a stage; a module of this room imports others of this room only.
"""
