/**
 * The PowerShell script that `hvvm import --collector` prints. It runs on Windows PowerShell 5.1 and PowerShell 7, reads
 * and changes nothing. Names of properties in what it writes are those of the cmdlets' objects, enumerations are their
 * names, sizes are bytes, and `null` means that the host has no such value. ASCII, so that no code page misreads it.
 */
export const collectorScript = String.raw`# Collects what hvvm reads as an inventory: the VMs of this Hyper-V host, their drives, controllers and
# adapters, and the host's volumes. It only reads: no command below changes a VM, a file or a setting.
# The one thing it writes is the file -OutFile, which must not be there yet.
#
#   powershell -ExecutionPolicy Bypass -File collect.ps1 -OutFile hv01.json
#   hvvm import hv01.json
#
# Being a member of Hyper-V Administrators is enough for the VMs; the volumes may need an administrator.
# -SkipFiles does not open the virtual disk files. It is faster, but types, sizes and parents stay unknown.
#Requires -Version 5.1
#Requires -Modules Hyper-V
[CmdletBinding()]
param(
    [Parameter(Mandatory = $true)] [string] $OutFile,
    [switch] $SkipFiles
)
$ErrorActionPreference = 'Stop'
$target = $ExecutionContext.SessionState.Path.GetUnresolvedProviderPathFromPSPath($OutFile)
if (Test-Path -LiteralPath $target) { throw "$target is already there. Name a file that is not." }

# The name is given to every cmdlet, because without it each of them asks DNS for the host.
$here = @{ ComputerName = 'localhost' }
$slot = @{ Name = 'ControllerType'; Expression = { "$($_.ControllerType)" } }, 'ControllerNumber', 'ControllerLocation'
$vhds = [ordered]@{}

# The facts of a virtual disk file and of its parents. A file that cannot be read is noted, and the rest goes on.
function Read-VirtualDisk([string] $Path) {
    while ($Path -and -not $vhds.Contains($Path)) {
        $next = $null
        try {
            $vhd = Get-VHD -Path $Path @here
            $next = $vhd.ParentPath
            $vhds[$Path] = [ordered]@{
                Path = $Path; VhdFormat = "$($vhd.VhdFormat)"; VhdType = "$($vhd.VhdType)"; Size = $vhd.Size
                BlockSize = $vhd.BlockSize; LogicalSectorSize = $vhd.LogicalSectorSize
                PhysicalSectorSize = $vhd.PhysicalSectorSize; ParentPath = $vhd.ParentPath
            }
        } catch { $vhds[$Path] = [ordered]@{ Path = $Path; Error = "$_" } }
        $Path = $next
    }
}

$vms = @(foreach ($vm in Get-VM @here) {
    $drives = @(Get-VMHardDiskDrive -VM $vm)
    if (-not $SkipFiles) {
        foreach ($drive in $drives) { if ($null -eq $drive.DiskNumber) { Read-VirtualDisk -Path $drive.Path } }
    }
    $firmware = if ($vm.Generation -eq 2) { Get-VMFirmware -VM $vm }
    $bios = if ($vm.Generation -eq 1) { Get-VMBios -VM $vm }
    [ordered]@{
        VMId = "$($vm.Id)"; Name = $vm.Name; Generation = $vm.Generation; State = "$($vm.State)"
        ProcessorCount = $vm.ProcessorCount; MemoryStartup = $vm.MemoryStartup
        HardDrives = @($drives | Select-Object -Property ($slot + 'Path', 'DiskNumber', 'MinimumIOPS', 'MaximumIOPS',
                'SupportPersistentReservations'))
        DVDDrives = @(Get-VMDvdDrive -VM $vm | Select-Object -Property ($slot + 'Path',
                @{ Name = 'DvdMediaType'; Expression = { "$($_.DvdMediaType)" } }))
        SCSIControllers = @(Get-VMScsiController -VM $vm | Select-Object -Property ControllerNumber)
        FloppyDrive = if ($bios) { Get-VMFloppyDiskDrive -VM $vm | Select-Object -Property Path }
        NetworkAdapters = @(Get-VMNetworkAdapter -VM $vm | Select-Object -Property ('Name', 'IsLegacy', 'SwitchName',
                @{ Name = 'VlanId'; Expression = { $_.VlanSetting.AccessVlanId } }))
        StartupOrder = @(if ($bios) { $bios.StartupOrder | ForEach-Object { "$_" } })
        BootOrder = @(if ($firmware) { $firmware.BootOrder | ForEach-Object {
                    [ordered]@{ BootType = "$($_.BootType)"; ControllerType = "$($_.Device.ControllerType)"
                        ControllerNumber = $_.Device.ControllerNumber
                        ControllerLocation = $_.Device.ControllerLocation }
                } })
        SecureBoot = if ($firmware) { "$($firmware.SecureBoot)" }
    }
})

# The host itself. What its storage and cluster cmdlets refuse to read stays empty.
$cluster = try { (Get-Cluster).Name } catch { $null }
$media = @(try { Get-PhysicalDisk } catch { Write-Verbose "$_" })
$disks = @(try {
        foreach ($disk in Get-Disk) {
            $medium = $media | Where-Object { $_.DeviceId -eq "$($disk.Number)" } | Select-Object -First 1
            [ordered]@{
                Number = $disk.Number; Size = $disk.Size; BusType = "$($disk.BusType)"
                MediaType = if ($medium) { "$($medium.MediaType)" }
                SpindleSpeed = if ($medium) { $medium.SpindleSpeed }
            }
        }
    } catch { Write-Verbose "$_" })
$volumes = @(try {
        foreach ($partition in Get-Partition) {
            foreach ($path in $partition.AccessPaths) {
                if ($path -and $path -notlike '\\?\*') {
                    [ordered]@{ Path = $path.TrimEnd('\'); Size = $partition.Size; DiskNumber = $partition.DiskNumber }
                }
            }
        }
    } catch { Write-Verbose "$_" })
$clusterVolumes = @(try {
        foreach ($volume in (Get-ClusterSharedVolume).SharedVolumeInfo) {
            [ordered]@{ Path = $volume.FriendlyVolumeName; Size = $volume.Partition.Size; DiskNumber = $null }
        }
    } catch { Write-Verbose "$_" })
$system = Get-CimInstance -ClassName Win32_OperatingSystem

$inventory = [ordered]@{
    HvvmInventory = 1; Name = $env:COMPUTERNAME; OperatingSystem = $system.Caption
    BuildNumber = [int] $system.BuildNumber; ProductType = $system.ProductType
    LogicalProcessorCount = (Get-VMHost @here).LogicalProcessorCount; ClusterName = $cluster
    Volumes = $volumes + $clusterVolumes; Disks = $disks; VMs = $vms; VHDs = @($vhds.Values)
}
[IO.File]::WriteAllText($target, (ConvertTo-Json -InputObject $inventory -Depth 5))
"$($vms.Count) VMs written to $target"
`;
