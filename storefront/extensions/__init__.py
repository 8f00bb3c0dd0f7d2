"""Pages of ours inside Saleor's Dashboard: on a product, on an order, and an overview."""
