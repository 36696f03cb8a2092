import { Anchor } from '@mantine/core'
import { createLink } from '@tanstack/react-router'

/** A link inside the portal. */
export const PathLink = createLink(Anchor)
