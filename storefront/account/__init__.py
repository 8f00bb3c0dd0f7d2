"""A buyer's own pages: sign-in, orders, addresses, profile. Everything here is private and Saleor's."""
