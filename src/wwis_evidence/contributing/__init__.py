"""What a person contributes: forms to fill in, who may review, what waits for whom, and panels.

Pure functions of a library: nothing here reads a folder, prints or asks.
"""
