"""The register in a browser: pages made on the server, review by key, and nothing from outside.

Each page is a function from a typed question to a typed record (`pages.page`); the record is shown
as HTML, or as JSON where ".json" follows the address. Names of people who may be in danger are
masked in the record, before HTML and JSON part ways (`veil`).
"""
