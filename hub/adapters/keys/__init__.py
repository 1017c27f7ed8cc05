"""The desk's private keys in files of the hub's data directory, each encrypted.

Where several hubs are one desk they share this directory; backups of the database hold none.
"""
