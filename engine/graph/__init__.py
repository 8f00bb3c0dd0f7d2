"""The GraphQL types under Saleor's names, one module per noun."""
