"""The one palette of all pictures: rice greens, laterite, lotus, river, dawn gold."""

INK = "#33302b"
WOOD, BARK, BAMBOO = "#5a3a29", "#6f5340", "#b9a05a"
CREAM, WHITE, STONE, ASH = "#fbf1dc", "#fffaf0", "#d8cdb8", "#a79d8c"

PINE, LEAF, RICE, SHOOT, YOUNG = "#2d5a45", "#477c4e", "#74a356", "#a3c168", "#c9d98c"
FAR, MIDDLE, NEAR = "#a9c1b3", "#84a99a", "#608d7d"

BRICK, LATERITE, CLAY = "#8a3a27", "#b3522f", "#d27d4e"
SOIL, EARTH, SAND = "#85573a", "#b98659", "#e3c593"

LOTUS, PETAL, BLUSH = "#d45f84", "#eb98ae", "#f8d3d6"
DEEP, RIVER, STREAM, MIST = "#2b6785", "#559ab4", "#98c8d2", "#d2e6e3"
AMBER, GOLD, DAWN = "#d9952c", "#f0c05a", "#fae3ac"

FLAG_RED, FLAG_GOLD = "#d3271e", "#ffdb2b"
SKIN, SKIN_DEEP = "#e2ab80", "#c98d63"
HAIR, GREY_HAIR = "#2e2825", "#d5cfc4"
STRAW, STRAW_SHADE = "#efd9a0", "#d3b36f"
NAVY, OLIVE, PLUM = "#31506b", "#5f7145", "#7b4560"
