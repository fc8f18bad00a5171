"""The Flask edge: routes, payloads, pages."""
