"""Reports: an audit as public JSON, for a terminal, Markdown, a web page and SARIF."""
