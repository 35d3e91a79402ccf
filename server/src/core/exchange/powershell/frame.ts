/** The beginning and the end of every exported script: its description, its parameters, and its one loop. */

export const scriptHead = `#Requires -Version 5.1
#Requires -Modules Hyper-V
<#
.SYNOPSIS
Builds the virtual machines of an HVVM layout on this Hyper-V host.

.DESCRIPTION
Compares the host with the layout below, makes the changes that are needed, and compares again. With -WhatIf it lists the
changes and makes none. A second run finds nothing to do; a run that failed can be repeated and goes on from there.

Nothing is changed unless everything can be: what stands in the way is listed first. The script never starts or stops a
virtual machine, and never deletes or overwrites a file.

Memory, secure boot, checkpoints and the like are not part of a layout: a new virtual machine has the defaults of New-VM,
and its configuration goes to the folder that the host has for it. It gets no role in a failover cluster.

.PARAMETER LayoutHost
Which host of the layout this computer is. Needed where the layout has several and none has this computer's name.

.PARAMETER Force
Detach disks, and remove DVD drives and network adapters, that the layout does not have. Their files stay.
#>
[CmdletBinding(SupportsShouldProcess, ConfirmImpact = 'Medium')]
param(
    [AllowEmptyString()]
    [string] $LayoutHost = $env:COMPUTERNAME,

    [switch] $Force
)

Set-StrictMode -Version 3.0
$ErrorActionPreference = 'Stop'
`;

/** After the data. */
export const scriptEnd = `
$hostNames = @($layout | ForEach-Object { $_.Host } | Sort-Object -Unique)
$isChosen = $hostNames.Count -gt 1 -or $PSBoundParameters.ContainsKey('LayoutHost')
$own = @($layout | Where-Object { -not $isChosen -or (Test-SameText -Left $_.Host -Right $LayoutHost) })
if ($own.Count -eq 0) {
    throw ('The layout has no host {0}. Name one with -LayoutHost: {1}' -f $LayoutHost, ($hostNames -join ', '))
}
$machines = @($own | ForEach-Object { @{ Wanted = $_; VM = $null } })

$changes = @(Get-LayoutChange -Machine $machines -Force $Force.IsPresent)
$problems = @($changes | Where-Object { $_.Kind -eq 'Problem' })
foreach ($problem in $problems) { Write-Warning ('{0}: {1}' -f $problem.Target, $problem.Action) }
if ($problems.Count -gt 0) { throw ('Nothing was changed. Problems: {0}, listed above.' -f $problems.Count) }

$made = 0
foreach ($change in $changes) {
    if ($PSCmdlet.ShouldProcess($change.Target, $change.Action)) {
        Invoke-LayoutChange -Change $change
        $made++
    }
}
if ($made -lt $changes.Count) { return }

$left = @(Get-LayoutChange -Machine $machines -Force $Force.IsPresent)
foreach ($change in $left) { Write-Warning ('{0}: {1}' -f $change.Target, $change.Action) }
if ($left.Count -gt 0) { throw 'The host still differs from the layout, as listed above.' }
'The host matches the layout. Changes made: {0}' -f $made
`;
