import { Button, type ButtonProps } from '@mantine/core'
import { createLink } from '@tanstack/react-router'
import type { AnchorHTMLAttributes } from 'react'

type Props = ButtonProps & Omit<AnchorHTMLAttributes<HTMLAnchorElement>, keyof ButtonProps>

const ButtonAnchor = (props: Props) => <Button component="a" {...props} />

/** A link inside the portal that is what a page is mostly opened for. */
export const PathButton = createLink(ButtonAnchor)
