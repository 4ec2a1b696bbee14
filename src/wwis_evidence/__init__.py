"""The open evidence pipeline for what works in SEND."""
