"""The desk: a sealed code becomes a filled form that a clerk corrects, prints and hands on.

What a visitor typed is in the memory of the process alone, unless the city keeps forms.
"""
