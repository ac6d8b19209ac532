"""``khabar serve``: a graph as a read-only SPARQL endpoint with pages, on this machine only.

protocol    what a request asks, and in which format
worker      a process that holds the graph and runs a query at a time
pool        the workers: a queue before them, a time limit over them
results     what was found as JSON, XML, CSV, TSV, RDF or a table of a page
pages       the query form and the saved questions
app         the web application
http        the server below it, which does not wait for slow clients
"""
