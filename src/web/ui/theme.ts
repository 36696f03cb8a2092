import {
  type CSSVariablesResolver,
  createTheme,
  defaultVariantColorsResolver,
  type MantineColorsTuple,
  type VariantColorsResolver,
} from '@mantine/core'

const laut: MantineColorsTuple = [
  '#e6f4f9',
  '#cfe6ef',
  '#a3cde0',
  '#73b2cf',
  '#5aa6c7',
  '#3589ae',
  '#1d7296',
  '#115f80',
  '#0b4f6c',
  '#053a51',
]

/** Mantine takes the colour of the words on a filled button from the light scheme, in the dark one as well. */
const variantColorResolver: VariantColorsResolver = (input) => {
  const colours = defaultVariantColorsResolver(input)
  const isPrimary = input.color === undefined || input.color === input.theme.primaryColor
  return input.variant === 'filled' && isPrimary
    ? { ...colours, color: 'var(--mantine-primary-color-contrast)' }
    : colours
}

/** Shades are chosen so that text keeps 4.5:1 in both schemes; test/web/every-page.test.ts measures it. */
export const theme = createTheme({
  primaryColor: 'laut',
  primaryShade: { light: 8, dark: 3 },
  autoContrast: true,
  variantColorResolver,
  colors: { laut },
  fontFamily: "system-ui, -apple-system, 'Segoe UI', Roboto, 'Noto Sans', 'Liberation Sans', sans-serif",
  fontFamilyMonospace: "ui-monospace, 'Cascadia Mono', 'DejaVu Sans Mono', 'Liberation Mono', monospace",
  defaultRadius: 'md',
  focusRing: 'always',
  respectReducedMotion: true,
  headings: { fontWeight: '650', sizes: { h1: { fontSize: '1.5rem' }, h2: { fontSize: '1.15rem' } } },
})

/** What Mantine's own colours leave too pale. */
export const cssVariables: CSSVariablesResolver = () => ({
  variables: {},
  light: {
    '--mantine-color-dimmed': '#495057',
    '--mantine-color-placeholder': '#6b7280',
    '--mantine-color-error': '#b02a2a',
    '--gapura-surface': '#f6f8f9',
    '--gapura-good': '#1b6e3c',
    '--gapura-warn': '#8a5300',
    '--gapura-bad': '#b02a2a',
    '--gapura-quiet': '#495057',
    '--gapura-info': '#0b4f6c',
    '--gapura-line': '#767f88',
  },
  dark: {
    '--mantine-color-dimmed': '#b4bac1',
    '--mantine-color-placeholder': '#9aa3ab',
    '--mantine-color-error': '#ff9c9c',
    '--gapura-surface': '#1b1d1f',
    '--gapura-good': '#7ddc9f',
    '--gapura-warn': '#ffc46b',
    '--gapura-bad': '#ff9c9c',
    '--gapura-quiet': '#b4bac1',
    '--gapura-info': '#8ecbe6',
    '--gapura-line': '#868e96',
  },
})
