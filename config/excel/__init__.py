"""Forms as a workbook with one sheet in XLSForm's style: out, back in, and safely opened."""
