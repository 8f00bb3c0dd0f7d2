"""The sample shop: invented goods, makers, lots and orders, so that no page opens empty."""
