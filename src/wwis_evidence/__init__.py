"""The open evidence pipeline for what works in SEND: read, check, rate, explain and publish case studies."""

__version__ = "0.1.0"
