"""What was built, shown in a browser on this machine as a host would send it.

For: looking at output/ or the preview before it is published. It must never answer another machine
or another site's page, and never send what lies outside of the folder.
"""
