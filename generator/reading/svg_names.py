"""What a drawing may hold: the elements and attributes of SVG that show something."""

from __future__ import annotations

# https://www.w3.org/TR/SVG2/eltindex.html without what runs (script), plays (audio, video) or
# embeds (iframe, object); `a` is kept for what it holds, `foreignObject` to say no.
ELEMENTS = frozenset(
    """a animate animateMotion animateTransform circle clipPath defs desc ellipse feBlend
    feColorMatrix feComponentTransfer feComposite feConvolveMatrix feDiffuseLighting
    feDisplacementMap feDistantLight feDropShadow feFlood feFuncA feFuncB feFuncG feFuncR
    feGaussianBlur feImage feMerge feMergeNode feMorphology feOffset fePointLight
    feSpecularLighting feSpotLight feTile feTurbulence filter foreignObject g image line
    linearGradient marker mask mpath path pattern polygon polyline radialGradient rect set stop
    style svg switch symbol text textPath title tspan use view""".split()  # noqa: SIM905 - words read better unquoted
)

# https://www.w3.org/TR/SVG2/attindex.html and its presentation properties, without what belongs
# to links and scripts. What isn't here draws nothing (`data-name`, draw.io's `content`).
ATTRIBUTES = frozenset(
    """accumulate additive amplitude attributeName attributeType azimuth baseFrequency baseProfile
    begin bias by calcMode class clipPathUnits cx cy d diffuseConstant divisor dur dx dy edgeMode
    elevation end exponent fill-opacity fill-rule filterUnits fr from fx fy gradientTransform
    gradientUnits height id in in2 intercept k1 k2 k3 k4 kernelMatrix kernelUnitLength keyPoints
    keySplines keyTimes lang lengthAdjust limitingConeAngle markerHeight markerUnits markerWidth
    maskContentUnits maskUnits max media method min mode numOctaves offset operator order orient
    origin path pathLength patternContentUnits patternTransform patternUnits points pointsAtX
    pointsAtY pointsAtZ preserveAlpha preserveAspectRatio primitiveUnits r radius refX refY
    repeatCount repeatDur requiredExtensions requiredFeatures restart result role rotate rx ry
    scale seed side slope spacing specularConstant specularExponent spreadMethod startOffset
    stdDeviation stitchTiles style surfaceScale systemLanguage tableValues targetX targetY
    textLength title to transform type values version viewBox width x x1 x2 xChannelSelector y y1
    y2 yChannelSelector z
    alignment-baseline baseline-shift clip clip-path clip-rule color color-interpolation
    color-interpolation-filters color-rendering cursor direction display dominant-baseline fill
    filter flood-color flood-opacity font font-family font-feature-settings font-kerning font-size
    font-size-adjust font-stretch font-style font-variant font-variation-settings font-weight
    image-rendering isolation letter-spacing lighting-color marker marker-end marker-mid
    marker-start mask mask-type mix-blend-mode opacity overflow paint-order pointer-events
    shape-rendering stop-color stop-opacity stroke stroke-dasharray stroke-dashoffset
    stroke-linecap stroke-linejoin stroke-miterlimit stroke-opacity stroke-width text-anchor
    text-decoration text-overflow text-rendering transform-box transform-origin unicode-bidi
    vector-effect visibility white-space word-spacing writing-mode""".split()  # noqa: SIM905
)
