import { createContext, useContext } from 'react'
import type { Permission } from '../../offices/permissions.ts'
import type { Me, Zone } from '../api/session.ts'

/** Where the answer to "who is signed in?" is kept. */
export const ME_KEY = ['me'] as const

/** Who is signed in; everything inside the shell may ask. */
export const MeContext = createContext<Me | null>(null)

export function useMe(): Me {
  const me = useContext(MeContext)
  if (me === null) throw new Error('outside the shell nobody is signed in')
  return me
}

export const useMay = (permission: Permission) => useMe().permissions.includes(permission)

export function useZone(): Zone {
  return useContext(MeContext)?.office.zone ?? 'WIB'
}
