"""Pictures of the sample goods, drawn from nothing but numbers: vector art, rasterised and softly lit."""
