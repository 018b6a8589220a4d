"""From a project and its targets to trees, by record, template and markup."""
