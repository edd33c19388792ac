"""The page kit for staff pages: layout, forms, tables, charts, staff_page(), attempt()."""
